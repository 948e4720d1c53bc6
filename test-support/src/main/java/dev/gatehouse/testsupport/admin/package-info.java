/** What administrators do through the admin REST interface, and the realms, flows, clients and companies that they make. */
package dev.gatehouse.testsupport.admin;
