package dev.gatehouse.admin.setup;

/** How a step is undone. The names are stored. */
enum UndoKind {
    /** Another flow was bound, see {@link BoundFlows}. */
    FLOW,
    /** A required action was registered or changed, see {@link RequiredActions}. */
    ACTION,
    /** Executors were added to client policies, see {@link ClientPolicies}. */
    POLICY,
    /** A password policy was added, see {@link RealmOptions}. */
    PASSWORD,
    /** Themes were chosen, see {@link RealmOptions}. */
    THEME,
    /** A client scope was added, see {@link RealmOptions}. */
    SCOPE,
    /** Settings were moved from executions to the gate, see {@link ExecutionSettings}. */
    SETTINGS
}
