/** Password rules on the server, in pages and in the browser. */
package dev.gatehouse.it.password;
