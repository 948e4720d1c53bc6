/** A freight forwarder with a head office and depots in Germany, Poland and Czechia, whose drivers sign in all over Europe. */
@NullMarked
package dev.gatehouse.bench.lab.logistics;

import org.jspecify.annotations.NullMarked;
