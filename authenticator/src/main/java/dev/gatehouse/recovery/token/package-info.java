/** Mailed links and the codes that stand in for them: made, found in what mail tools make of them, kept, used once. */
package dev.gatehouse.recovery.token;
