/** Reads and writes login logs as streams, in the format of the RBA data set (Wiefling et al., TOPS 2022). */
package dev.gatehouse.bench.lab.log;
