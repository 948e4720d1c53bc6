/** The value of a setting; nothing where an admin has not specified it. */
export const specified = (value) => (value && value !== "not specified" ? value : undefined);
