// libxml2's headers reach for ICU's where it was built with them; nothing here uses them, and a module that imports
// Foundation as well would see ICU twice.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
