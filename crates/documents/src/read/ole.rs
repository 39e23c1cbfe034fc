//! The OLE container (compound file) that doc, wps and xls stand in.
