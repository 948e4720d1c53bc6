package dev.gatehouse.architecture.planted.unknown.stray;

/** In a package that no list names. */
public final class Room {

    private Room() {}
}
