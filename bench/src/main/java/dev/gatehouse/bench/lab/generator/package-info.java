/** Synthetic login logs, drawn from what is known of the RBA data set; nothing here knows the risk model. */
package dev.gatehouse.bench.lab.generator;
