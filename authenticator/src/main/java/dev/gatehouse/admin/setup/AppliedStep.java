package dev.gatehouse.admin.setup;

import java.util.Map;

/**
 * A step that was applied, with what undoing it needs. The same step may be applied several times, if the realm was changed in between.
 *
 * @param step what the administrator read; its effect is not kept
 * @param kind how it is undone
 * @param at when, in seconds since the epoch
 * @param by the id of the administrator
 * @param undo what undoing needs, without secrets
 */
public record AppliedStep(SetupStep step, UndoKind kind, long at, String by, Map<String, String> undo) {

    public AppliedStep {
        undo = Map.copyOf(undo);
    }
}
