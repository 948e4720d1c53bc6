package dev.gatehouse.demo;

/**
 * The options of the command line.
 *
 * @param ports the ports of everything
 * @param fresh whether data of an earlier start is deleted
 * @param dev whether this start is for developers of Gatehouse, see {@link DevMode}
 */
record DemoOptions(DemoPorts ports, boolean fresh, boolean dev) {}
