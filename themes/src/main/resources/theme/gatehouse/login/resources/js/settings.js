/** The value of a setting; undefined if an admin has not set it. */
export const specified = (value) => (value && value !== "not specified" ? value : undefined);
