/** Whether the time of an answer tells what the answer must not: measured on real servers, run by hand. */
package dev.gatehouse.bench.timing;
