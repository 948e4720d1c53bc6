/** Lists of common and leaked passwords, in memory or on disk; never looked up over the network. */
@NullMarked
package dev.gatehouse.password.list;

import org.jspecify.annotations.NullMarked;
