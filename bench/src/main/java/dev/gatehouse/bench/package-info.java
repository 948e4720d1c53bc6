/** Benchmarks. Not part of the product. */
package dev.gatehouse.bench;
