// @ts-check

/** Digits with at most one comma or point between them; a nurse's keyboard has whichever her country writes. */
const DECIMAL = /^-?\d{1,6}(?:[.,]\d{1,4})?$/;

/**
 * What was typed as a number is sent: "17,5" and "17.5" are 17.5. Never a guess: a number of thousands with its
 * separator, or one with a letter, is none.
 *
 * @param {string} text
 * @returns {string} with a point; "" for nothing typed; "NaN" for what is no number
 */
export function decimalOf(text) {
  const typed = text.trim();
  if (!typed) return "";
  return DECIMAL.test(typed) ? typed.replace(",", ".") : "NaN";
}
