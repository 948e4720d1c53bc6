/** Lists of common and leaked passwords, in memory or on disk; never looked up over the network. */
package dev.gatehouse.password.list;
