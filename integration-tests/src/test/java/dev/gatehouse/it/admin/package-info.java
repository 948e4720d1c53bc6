/** What administrators and helpers do through the admin REST interface. */
package dev.gatehouse.it.admin;
