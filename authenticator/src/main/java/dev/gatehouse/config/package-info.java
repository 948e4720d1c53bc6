/** What the Admin Console says about settings. */
package dev.gatehouse.config;
