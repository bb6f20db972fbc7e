// Migrations as embedded bytes.
