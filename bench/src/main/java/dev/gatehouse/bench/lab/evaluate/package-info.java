/** How often users are challenged if a given share of attacks is caught, after Wiefling et al. (TOPS 2022). */
package dev.gatehouse.bench.lab.evaluate;
