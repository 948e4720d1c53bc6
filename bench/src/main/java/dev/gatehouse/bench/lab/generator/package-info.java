/** Synthetic login logs, based on published properties of the RBA data set. Independent of the risk model. */
package dev.gatehouse.bench.lab.generator;
