/** What is known about logins: signals of a request, profiles of users, statistics of a realm, and the model that scores them. */
package dev.gatehouse.risk;
