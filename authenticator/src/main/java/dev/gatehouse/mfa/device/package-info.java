/** Known devices: a signed token in a cookie or in the store of an app, and the hash of its secret among the user's credentials. */
@NullMarked
package dev.gatehouse.mfa.device;

import org.jspecify.annotations.NullMarked;
