/** What a realm has of flows and client policies, and how the steps of the set-up are named; the doctor and the set-up share it. */
@NullMarked
package dev.gatehouse.admin.flow;

import org.jspecify.annotations.NullMarked;
