/** Recent suspicious logins of a realm, and what administrators say about them: it was the owner of the account, or it was not. */
@NullMarked
package dev.gatehouse.admin.logins;

import org.jspecify.annotations.NullMarked;
