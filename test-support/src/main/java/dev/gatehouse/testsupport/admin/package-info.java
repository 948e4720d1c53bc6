/** The actions of administrators through the admin REST interface, and the realms, flows, clients and companies that they create. */
package dev.gatehouse.testsupport.admin;
