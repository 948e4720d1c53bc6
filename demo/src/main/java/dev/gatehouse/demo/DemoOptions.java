package dev.gatehouse.demo;

/**
 * What the command line asks for.
 *
 * @param ports where everything listens
 * @param fresh whether data of an earlier start is forgotten
 * @param dev whether this start is for somebody who changes Gatehouse, see {@link DevMode}
 */
record DemoOptions(DemoPorts ports, boolean fresh, boolean dev) {}
