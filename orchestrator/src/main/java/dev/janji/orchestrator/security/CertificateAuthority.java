package dev.janji.orchestrator.security;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small certificate authority for development: P-256 keys, one year for what it signs, ten for itself. Immutable. */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) {
    private static final Duration OWN_LIFE = Duration.ofDays(3650);
    private static final Duration ISSUED_LIFE = Duration.ofDays(365);
    /** Tolerates a client whose clock is a little behind. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int SERIAL_BITS = 120;

    /** A certificate with its private key. */
    record Issued(X509Certificate certificate, PrivateKey key) {}

    static CertificateAuthority create(Instant now) throws GeneralSecurityException {
        KeyPair pair = newKeyPair();
        X500Principal name = new X500Principal("CN=Janji development authority");
        JcaX509v3CertificateBuilder draft = draft(name, name, pair, now, OWN_LIFE);
        try {
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
        return new CertificateAuthority(sign(draft, pair.getPrivate()), pair.getPrivate());
    }

    Issued issueForServer(Instant now) throws GeneralSecurityException {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        });
        return issue("CN=localhost", names, KeyPurposeId.id_kp_serverAuth, now);
    }

    Issued issueFor(Caller caller, Instant now) throws GeneralSecurityException {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, caller.uri()));
        return issue("CN=" + caller.id(), names, KeyPurposeId.id_kp_clientAuth, now);
    }

    boolean signed(X509Certificate other) {
        try {
            other.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Issued issue(String subject, GeneralNames names, KeyPurposeId purpose, Instant now)
            throws GeneralSecurityException {
        KeyPair pair = newKeyPair();
        JcaX509v3CertificateBuilder draft =
                draft(certificate.getSubjectX500Principal(), new X500Principal(subject), pair, now, ISSUED_LIFE);
        try {
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            draft.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            draft.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            draft.addExtension(Extension.subjectAlternativeName, false, names);
        } catch (CertIOException e) {
            throw new GeneralSecurityException(e);
        }
        return new Issued(sign(draft, key), pair.getPrivate());
    }

    private static JcaX509v3CertificateBuilder draft(
            X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Duration life) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder draft, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
