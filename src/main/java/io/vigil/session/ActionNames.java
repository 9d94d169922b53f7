package io.vigil.session;

/** Actions as the API's paths call them. */
final class ActionNames {
    private ActionNames() {}

    static String of(Action action) {
        if (action instanceof Action.Acknowledge) {
            return "ack";
        } else if (action instanceof Action.MovePhase) {
            return "phase";
        } else if (action instanceof Action.ConfirmBaseline) {
            return "baseline";
        } else if (action instanceof Action.Dose) {
            return "dose";
        } else if (action instanceof Action.SetLimit) {
            return "limit";
        } else if (action instanceof Action.PauseAudio) {
            return "audio-pause";
        } else if (action instanceof Action.Standby) {
            return "standby";
        } else if (action instanceof Action.Resume) {
            return "resume";
        } else if (action instanceof Action.Cuff) {
            return "nibp";
        } else if (action instanceof Action.Note) {
            return "note";
        } else if (action instanceof Action.AdverseEvent) {
            return "adverse-event";
        } else if (action instanceof Action.Assess) {
            return "assessment";
        }
        return ofCourse(action);
    }

    /** What changes the course of the session as a whole. */
    private static String ofCourse(Action action) {
        if (action instanceof Action.Discharge) {
            return "discharge";
        } else if (action instanceof Action.Abort) {
            return "abort";
        } else if (action instanceof Action.Reassign) {
            return "reassign";
        } else if (action instanceof Action.Undo) {
            return "undo";
        }
        throw new IllegalArgumentException("no name for " + action.getClass().getSimpleName());
    }
}
