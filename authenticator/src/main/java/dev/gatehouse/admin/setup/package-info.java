/** Sets Gatehouse up in a realm that is in use: shows a plan, applies it in one transaction, and undoes it. */
@NullMarked
package dev.gatehouse.admin.setup;

import org.jspecify.annotations.NullMarked;
