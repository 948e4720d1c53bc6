package dev.gatehouse.demo.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The received emails, newest first. Deletes the oldest ones before memory runs out. */
final class MailStore {

    private static final int MAX_EMAILS = 5000;

    private final Deque<Mail> mails = new ArrayDeque<>();

    synchronized void add(Mail mail) {
        mails.addFirst(mail);
        if (mails.size() > MAX_EMAILS) {
            mails.removeLast();
        }
    }

    /** Returns the emails to an address, ignoring case; all emails if it is null or empty. */
    synchronized List<Mail> to(String address) {
        return mails.stream()
                .filter(mail ->
                        address == null || address.isEmpty() || mail.to().equalsIgnoreCase(address))
                .toList();
    }

    synchronized Optional<Mail> withId(String id) {
        return mails.stream().filter(mail -> mail.id().equals(id)).findFirst();
    }

    synchronized void clear() {
        mails.clear();
    }
}
