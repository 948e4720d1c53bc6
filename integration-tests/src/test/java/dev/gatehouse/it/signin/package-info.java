/** What the pages that ask for a name and a password tell strangers: nothing. */
package dev.gatehouse.it.signin;
