/** Which people may enter which app: decided once, asked at every login and whenever tokens are given out. */
package dev.gatehouse.access;
