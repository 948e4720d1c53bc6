/** An example for developers of apps with a login form of their own; the demo itself does not use it. */
package dev.gatehouse.demo.app;
