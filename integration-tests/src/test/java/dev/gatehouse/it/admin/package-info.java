/** What administrators use: the examination of a realm. */
package dev.gatehouse.it.admin;
