/** Lists of common and leaked passwords, in memory or on disk. Nothing here uses the network. */
package dev.gatehouse.password.list;
