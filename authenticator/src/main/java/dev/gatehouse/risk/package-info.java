/** What is known about logins: signals of a request, profiles of users, statistics of a realm, and the model that scores them. */
@NullMarked
package dev.gatehouse.risk;

import org.jspecify.annotations.NullMarked;
