/** The pages below each realm at {@code /realms/{realm}/gatehouse}: which part of Gatehouse answers a request. */
@NullMarked
package dev.gatehouse.pages;

import org.jspecify.annotations.NullMarked;
