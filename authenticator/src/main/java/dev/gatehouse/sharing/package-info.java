/** Signs that several people use one account: told to admins, never a reason to lock anybody out. */
package dev.gatehouse.sharing;
