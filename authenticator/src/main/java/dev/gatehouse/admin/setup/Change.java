package dev.gatehouse.admin.setup;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A change of the realm that a plan consists of.
 *
 * @param step what the administrator reads
 * @param kind how it is undone
 * @param action changes the realm; returns what undoing needs, without secrets
 */
record Change(SetupStep step, UndoKind kind, Supplier<Map<String, String>> action) {}
