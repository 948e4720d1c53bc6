/** Measures on real servers whether response times reveal what responses must not. Run by hand. */
package dev.gatehouse.bench.timing;
