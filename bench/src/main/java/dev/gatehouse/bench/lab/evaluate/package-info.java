/** How often people are asked when a given share of attacks is caught, after Wiefling et al. (TOPS 2022). */
package dev.gatehouse.bench.lab.evaluate;
