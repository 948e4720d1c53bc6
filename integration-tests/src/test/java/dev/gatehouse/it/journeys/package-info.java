/** Journeys of people, measured by what they cost: pages, presses and emails. */
package dev.gatehouse.it.journeys;
