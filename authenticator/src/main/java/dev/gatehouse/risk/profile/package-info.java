/** Login profiles: what is usual for a user, and when the account was secured, in one row of the table GH_PROFILE. */
@NullMarked
package dev.gatehouse.risk.profile;

import org.jspecify.annotations.NullMarked;
