about-title = Sobre
about-what =
    Um guarda-roupa que se arruma sozinho. Fotografe a sua roupa: uma pequena rede neuronal dá nome a cada peça e diz com que
    certeza. As peças de que tem certeza vão para as suas gavetas; as outras ficam à espera de revisão.
language = Idioma
language-of-browser = O do navegador ({ $language })
about-privacy = O que acontece às fotos
about-nothing-leaves =
    O computador que mostra esta página também classifica as fotos. Não envia nada para outros servidores nem recolhe
    estatísticas.
about-saved-on-request = Nenhuma foto é guardada antes de carregar em Guardar.
about-what-is-saved =
    As fotos guardadas são recodificadas, com um máximo de 1600 píxeis no lado maior. O local, a hora e a câmara que um
    ficheiro possa indicar não são guardados.
about-removed =
    As peças apagadas ficam no lixo durante { $days } dias. Depois são removidas de vez, com as suas fotos. O lixo pode ser
    esvaziado a qualquer momento.
about-local = O guarda-roupa fica nesta pasta do computador que mostra esta página, até ser apagado:
about-account = O guarda-roupa pertence à sua conta: mais ninguém que entre o pode ver.
account-delete = Eliminar a minha conta
account-delete-what =
    Todas as suas peças e fotografias, também as da reciclagem, serão eliminadas deste servidor, e a sessão termina. Não é
    possível anular. Descarregue antes uma cópia de segurança se as quiser guardar.
account-delete-sure = Eliminar a minha conta e tudo o que nela está
about-elsewhere =
    Esta instalação guarda a base de dados ou as fotos noutro local, definido por quem a administra.
about-models = Os modelos
about-sure =
    Uma confiança de 90 % significa que cerca de noventa em cada cem fotos com essa confiança receberam o nome certo. Isto foi
    medido em fotos com as quais o modelo não foi treinado.
about-keys = Atalhos de teclado
about-keys-review =
    Na página Rever, 1 confirma a gaveta, 2 a 4 escolhem outra, S salta a peça e X move-a para o lixo. Na página de uma peça, P
    e N abrem a anterior e a seguinte. U desfaz a última ação em qualquer página.
