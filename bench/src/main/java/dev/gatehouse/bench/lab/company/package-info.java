/**
 * The login log of one company: what people, their devices, networks and attackers do, event by event. It knows neither the risk
 * model nor what the server stores in a browser or an app: whoever replays it decides that. All values are assumed; none comes from
 * a real company.
 */
package dev.gatehouse.bench.lab.company;
