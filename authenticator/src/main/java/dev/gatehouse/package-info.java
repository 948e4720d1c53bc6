/** What every room is built with. The rooms themselves are the packages below. */
package dev.gatehouse;
