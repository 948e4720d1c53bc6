package dev.gatehouse.risk.model;

/** Equal shares for as many countries, providers, systems and browsers as logins typically come from. */
enum UniformPopulation implements Population {
    INSTANCE;

    static final double COUNTRY = 1.0 / 200;
    /** Countries have from one to thousands of providers; most users are with one of about ten. */
    static final double ASN = 1.0 / 10;

    static final double SYSTEM = 1.0 / 6;
    static final double BROWSER = 1.0 / 8;

    @Override
    public double country(String country) {
        return COUNTRY;
    }

    @Override
    public double asnIn(String asn, String country) {
        return ASN;
    }

    @Override
    public double system(UserAgent userAgent) {
        return SYSTEM;
    }

    @Override
    public double browserOnSystem(UserAgent userAgent) {
        return BROWSER;
    }

    @Override
    public double loginsPerUser() {
        return 0;
    }

    @Override
    public boolean isWidelyUsed(String prefix) {
        return false;
    }
}
