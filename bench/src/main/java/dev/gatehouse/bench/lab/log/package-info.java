/** Login logs in the columns of the RBA data set (Wiefling et al., TOPS 2022): read and written as streams. */
package dev.gatehouse.bench.lab.log;
