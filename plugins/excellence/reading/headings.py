"""The headings of columns as programs and people write them, in English and Spanish, and what a form asks."""

import re
from typing import Final

# Fields that are no keys of the front matter: what a row is called, whose part it is, the words after the facts, a
# description that may be a summary, a text pasted into a cell, names of people, and what is left out on purpose.
ID, PARENT, BODY, DESCRIPTION, TEXT, PERSON, LEFT = "id", "parent", "body", "description", "piece.text", "person", "-"

# A field, and headings without accents and signs that mean it.
ALIASES: Final = """
id: objectid, identifier, item id, item identifier, record id, id, ident, identificador, codigo
id: numero de obra, work id
parent: parentid, parent id, parent, is part of, ispartof, o is part of, pertenece a
title: title, titulo, work title, title of work, nombre de la obra, name of work, work, obra, project title
title: project name
kind: kind, clase, tipo de obra, kind of work
summary: summary, resumen, short description, teaser, descripcion corta, abstract, one sentence
description: description, descripcion, about, acerca de
body: overview, story, body, text of page, historia, contexto, background
grades: grade, grades, grade level, grade levels, grado, grados, curso, audience education level
grades: education level, nivel
subjects: subject, subjects, subject area, subject areas, content area, materia, materias, asignatura
subjects: asignaturas, area
formats: format, formats, type, types, formato, formatos, tipo, genre, genero, medium of work, item type
formats: itemtype
text_types: text type, text types, tipo de texto
size: size, project size
duration: duration, length, how long, duracion, time taken, extent
year: year, date, school year, date created, created, ano, ano escolar, fecha, curso escolar, anio, year made
language: language, languages, idioma, lengua
school.name: school, school name, escuela, colegio, nombre de la escuela
school.type: school type, type of school, tipo de escuela
school.setting: setting, community, entorno
school.place: place, town, city, ciudad, lugar, localidad
school.region: region, state, estado, provincia
school.country: country, pais
audience: audience, publico, made for, destinatarios
driving_question: driving question, question, guiding question, essential question, pregunta, pregunta guia
quote: quote, cita, pull quote
useful_for: useful for, uses, util para
for_students: for students, para estudiantes
standards: standard, standards, estandar, estandares
keywords: keyword, keywords, tag, tags, palabras clave, etiquetas, palabra clave
credit: credit, credits, credit line, credito, creditos
license: license, licence, licencia, rights, rightsstatement, rights statement, standardized rights, derechos
consent.ref: consent, consent ref, consent reference, consent number, form number, permission number
consent.ref: permission, release
consent.until: consent until, consent ends, permission ends, valid until, valido hasta
consent.scope: consent scope, alcance
consent.holder: consent holder, held by
consent.names: consent names
consent.faces: consent faces
piece.file: file, files, filename, file name, filenames, image, images, photo, photos, picture, pictures
piece.file: media, archivo, archivos, imagen, imagenes, foto, fotos, fichero, object location, object file
piece.file: upload, uploads, scan, scans, pdf
piece.alt: alt, alt text, alternative text, image alt text, texto alternativo, texto alt, imagealttext
piece.description: long description, descripcion larga
piece.caption: caption, captions text, pie de foto, leyenda
piece.transcript: transcript, object transcript, transcripcion, transcription, transcript file
piece.captions: subtitles, subtitulos, captions file
piece.cover: cover, portada
piece.zoom: zoom
piece.text: text, student text, student writing, writing, texto, texto del alumno, redaccion
task: task file, consigna
scoring_tool: rubric, scoring tool, rubrica
slug: slug, folder, address
person: creator, creators, author, authors, autor, autora, autores, student, students, student name
person: student names, students names, name of student, maker, makers, artist, artists, contributor, contributors
person: nombre, name, names, first name, last name, surname, full name, apellido, apellidos, alumno, alumna
person: alumnos, alumnas, alumnado, estudiante, estudiantes, nombre del alumno, nombre del estudiante
person: nombres, child, children, teacher, teacher name, teachers, docente, maestro, maestra, profesor
person: profesora, parent name, nino, nina, ninos, pupil, pupils
-: timestamp, marca temporal, hora, email, e mail, email address, direccion de correo electronico, correo
-: correo electronico, phone, telefono, display template, location, latitude, longitude, coverage
-: image small, image thumb, object thumb, spatial, publisher, source, relation, collection, public, featured
-: score, puntuacion, owner, resource class, resource template, item set, o id, o is public, file format
-: format mime, rights holder, birthday, date of birth, fecha de nacimiento, address of family
"""
_NAMES: Final = "names?|nombres?|apellidos?|surnames?"
_PEOPLE: Final = (
    r"students?|alumn\w+|estudiantes?|child\w*|nin[oa]s?|makers?|autor\w*|authors?|artists?"
    r"|teachers?|docentes?|maestr\w+|profesor\w*|parents?|famil\w+|tutor\w*"
)
# In what a form asks, the first of these that fits; what asks for people stands first, for it is never written.
ASKED: Final = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"\b(?:e ?mail|correo|phone|telefono|celular|whatsapp|address|direccion)\b", LEFT),
        (r"\b(?:how many|cuant[oa]s|guardian|birth|nacimiento|birthday|edad|age)\b", LEFT),
        (r"\b(?:consent|permission|consentimiento|permiso|autorizacion|release)\b", "consent.ref"),
        (rf"\b(?:{_NAMES})\b.*\b(?:{_PEOPLE}|group|grupo|clase|class)\b", PERSON),
        (rf"\b(?:{_PEOPLE}|your|tu|su|full|first|last)\b.*\b(?:{_NAMES})\b", PERSON),
        (r"\b(?:who made|who created|quien(?:es)? l[oa]s? (?:hizo|hicieron)|hecho por|made by|created by)\b", PERSON),
        (r"\b(?:titles?|titulos?|titula\w*|called|se llama)\b", "title"),
        (r"\b(?:name of the (?:work|project)|nombre d(?:e la|el) (?:obra|proyecto))\b", "title"),
        (r"\b(?:alt text|texto alternativo|can t see|no puede ver\w*)\b", "piece.alt"),
        (r"\bdescri\w+ (?:of |de )?(?:la |the )?(?:imagen|image|foto|photo|picture)\b", "piece.alt"),
        (r"\b(?:transcri\w+)\b", "piece.transcript"),
        (
            r"\b(?:upload|sub[aei]\w*|adjunt\w+|attach|photos?|fotos?|pictures?|images?|imagenes|archivos?|files?)\b",
            "piece.file",
        ),
        (r"\b(?:grades?|grados?|year level)\b", "grades"),
        (r"\b(?:subjects?|materias?|asignaturas?)\b", "subjects"),
        (r"\b(?:what kind of (?:work|product)|tipo de (?:trabajo|producto)|formatos?|format)\b", "formats"),
        (r"\b(?:one sentence|una (?:frase|oracion)|summary|resum\w+|en pocas palabras)\b", "summary"),
        (r"\b(?:made on|school year|ano escolar|curso escolar|what year|que ano|when was|cuando)\b", "year"),
        (r"\b(?:how long|cuanto tiempo|duro|duration)\b", "duration"),
        (r"\b(?:language|idioma)\b", "language"),
        (r"\b(?:driving question|pregunta (?:guia|central)|que pregunta)\b", "driving_question"),
        (r"\b(?:for whom|para quien|audience|publico)\b", "audience"),
        (r"\b(?:keywords?|palabras clave|tags)\b", "keywords"),
        (r"\b(?:paste|pegue?a?|copie|copy) (?:the |el )?(?:text|texto)\b", TEXT),
        (r"\b(?:tell|cuent\w+|describ\w+|explain|expli\w+|story|historia|about the)\b", DESCRIPTION),
        (r"\b(?:students?|alumn\w+|estudiantes?|child\w*|nin[oa]s?)\b", PERSON),
    )
)
