package dev.gatehouse.preview;

/**
 * An email with sample data.
 *
 * @param language the requested language tag
 * @param name the template, with its variant if it has several
 * @param subject subject line
 * @param text plain text body
 * @param html HTML body
 */
public record SampleMail(String language, String name, String subject, String text, String html) {}
