/** Examines a realm and its server for what leaves a login unprotected or users locked out; it changes nothing. */
@NullMarked
package dev.gatehouse.admin.doctor;

import org.jspecify.annotations.NullMarked;
